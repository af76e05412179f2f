namespace Rooms.Wire.Goim;

/// <summary>What goim v1 (libs/define/operation.go) numbers otherwise than <see cref="GoimOperations"/>.</summary>
public static class GoimV1Operations
{
    public const int Raw = 11;
    public const int Test = 254;
    public const int TestReply = 255;
}
