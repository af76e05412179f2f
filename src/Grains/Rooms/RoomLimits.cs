namespace Rooms.Grains.Rooms;

/// <summary>Sizes of what clients may put into a room, in characters unless said otherwise.</summary>
internal static class RoomLimits
{
    public const int Name = 200;
    public const int Info = 2_000;
    public const int Cover = 2_000;
    public const int CustomBytes = 16 * 1024;
    public const int Text = 4_000;
    public const int DataBytes = 16 * 1024;
    public const int MessageType = 64;
    public const int Gift = 64;
    public const int GiftCount = 1_000_000;
    public const int OrderId = 128;
    public const int Reason = 200;
    public const int LikesACommand = 1_000;
    public const int BanMinutes = 525_600;
    public const int Cards = 50;
    public const int Price = 64;
    public const int CardDataBytes = 1_024;
    public const int TickMilliseconds = 1_000;
    public const int SlowModeSeconds = 3_600;
    public const int MessagesPerSecond = 100_000;

    // The automaton of a room's words: some 200 kB.
    public const int Words = 1_000;
    public const int Word = 64;

    /// <summary>Larger rooms merge joins and leaves into one event a second (rooms-v1 section 2).</summary>
    public const int MembersToldOneByOne = 200;
}
