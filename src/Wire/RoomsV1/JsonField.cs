namespace Rooms.Wire.RoomsV1;

/// <summary>The members of a client's JSON frame; one bit each, to notice one that is there twice.</summary>
[Flags]
internal enum JsonField
{
    None = 0,
    Op = 1,
    Room = 1 << 1,
    To = 1 << 2,
    Id = 1 << 3,
    Type = 1 << 4,
    Text = 1 << 5,
    Data = 1 << 6,
    Token = 1 << 7,
    After = 1 << 8,
    Seq = 1 << 9,
    Join = 1 << 10,
    Subscribe = 1 << 11,
    Device = 1 << 12,
    Labels = 1 << 13,
    Class = 1 << 14,
}
