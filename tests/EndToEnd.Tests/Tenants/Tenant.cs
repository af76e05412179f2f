namespace Rooms.EndToEnd.Tests.Tenants;

/// <summary>One app with its admin's token (every role that an app can give), a room, and a stream in it.</summary>
internal sealed record Tenant(string App, string Secret, string Admin, string Room, string StreamId, string PlayToken, string PushToken)
{
    public override string ToString() => App;
}
