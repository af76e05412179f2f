namespace Rooms.Gateway.Push.RoomsV1;

/// <summary>What a session keeps of one subscription.</summary>
internal sealed class SubscribedRoom(string name)
{
    public string Name => name;

    /// <summary>The user is a member because of it.</summary>
    public bool IsAttending { get; set; }

    /// <summary>The last number that the client said it had.</summary>
    public long Acknowledged { get; set; }
}
