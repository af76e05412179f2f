using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>Grain type and key, written <c>type/key</c>; the type is the class name in lower case without its suffix "Grain".</summary>
public readonly struct GrainId : IEquatable<GrainId>, IParsable<GrainId>
{
    // Every call looks an activation up: the hash is computed once.
    private readonly int hash;

    private GrainId(string type, string key)
    {
        TypeText = type;
        KeyText = key;
        hash = HashCode.Combine(type, key);
    }

    internal string TypeText { get; }

    internal string KeyText { get; }

    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);

    public static GrainId Create(string type, string key) => new(type, key);

    public static GrainId Parse(string s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result) ? result : throw new FormatException($"'{s}' is no grain id.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out GrainId result)
    {
        var slash = s?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = slash > 0 ? new GrainId(s![..slash], s[(slash + 1)..]) : default;
        return slash > 0;
    }

    public bool Equals(GrainId other) => hash == other.hash && KeyText == other.KeyText && TypeText == other.TypeText;

    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    public override int GetHashCode() => hash;

    public override string ToString() => $"{TypeText}/{KeyText}";
}
