using Orleans.Embedded;

namespace Orleans.Runtime;

/// <summary>
/// Values that travel with calls, down the chain and never back. A dictionary is never changed once it is set: calls share it.
/// </summary>
public static class RequestContext
{
    private const string ReentrancyKey = "#CCR";
    private static readonly AsyncLocal<Dictionary<string, object>?> Local = new();

    public static Guid ReentrancyId
    {
        get => IdIn(Local.Value);
        set
        {
            if (value == Guid.Empty) Remove(ReentrancyKey);
            else Set(ReentrancyKey, value);
        }
    }

    internal static Dictionary<string, object>? Values
    {
        get => Local.Value;
        set => Local.Value = value;
    }

    public static object? Get(string key) => Local.Value?.GetValueOrDefault(key);

    public static void Set(string key, object value) =>
        Local.Value = Local.Value is { } old
            ? new Dictionary<string, object>(old) { [key] = value } : new Dictionary<string, object>(1) { [key] = value };

    public static bool Remove(string key)
    {
        if (Local.Value is not { } old || !old.ContainsKey(key)) return false;
        var rest = new Dictionary<string, object>(old);
        rest.Remove(key);
        Local.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    public static void Clear() => Local.Value = null;

    /// <summary>Until disposed, calls made from here may come back into this grain while it awaits them.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    internal static Guid IdIn(Dictionary<string, object>? values) =>
        values is not null && values.TryGetValue(ReentrancyKey, out var id) && id is Guid guid ? guid : Guid.Empty;

    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid outer;
        private readonly Guid inner;

        internal ReentrancySection(Guid outer, Guid inner)
        {
            this.outer = outer;
            this.inner = inner;
            if (inner != outer) ReentrancyId = inner;
            Activation.Current?.EnterSection(inner);
        }

        public void Dispose()
        {
            if (inner == Guid.Empty) return;
            Activation.Current?.ExitSection(inner);
            if (inner != outer) ReentrancyId = outer;
        }
    }
}
