using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Rooms;

/// <summary>
/// What a scene allows. The creator of a live, double or multi room carries it: when the creator was a member and leaves, it closes. A desk's
/// room outlives its agent, who may hand the caller over.
/// </summary>
internal readonly record struct ScenePolicy(int MaxMembers, int MaxAnchors, bool ClosesWithCreator)
{
    // A caller, two agents during a warm transfer, supervisors.
    private const int DeskMembers = 8;

    public static ScenePolicy Of(RoomScene scene, RoomsOptions options) => scene switch
    {
        RoomScene.Live => new ScenePolicy(options.MaxMembers, 1 + options.LiveGuests, true),
        RoomScene.Double => new ScenePolicy(2, 2, true),
        RoomScene.Multi => new ScenePolicy(options.MultiMembers, options.MultiMembers, true),
        RoomScene.Desk => new ScenePolicy(DeskMembers, DeskMembers, false),
        _ => throw new ArgumentOutOfRangeException(nameof(scene), scene, "no such scene"),
    };
}
