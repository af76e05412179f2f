namespace Rooms.Gateway.Outgoing;

/// <summary>What came of a call: a status with the beginning of the body, or a fault in words for the operator (then the status is 0).</summary>
internal sealed record OutgoingAnswer(int Status, ReadOnlyMemory<byte> Body, string? Fault)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>One line; empty for a success.</summary>
    public string Error => Fault ?? (IsSuccess ? "" : $"it answered {Status}");

    public static OutgoingAnswer Failed(string fault) => new(0, default, fault);
}
