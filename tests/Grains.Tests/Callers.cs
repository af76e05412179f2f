using Rooms.Contracts;
using Rooms.Contracts.Rooms;

namespace Rooms.Grains.Tests;

internal static class Callers
{
    public static readonly Caller Anna = new("shop", "anna", Roles.Anchor);
    public static readonly Caller Bea = new("shop", "bea", Roles.User);
    public static readonly Caller Carl = new("shop", "carl", Roles.User);
    public static readonly Caller Admin = new("shop", "root", Roles.Admin);
    public static readonly Caller Backend = new("shop", "shop-backend", Roles.Backend);

    public static readonly CreateRoom LiveRoom = new(RoomScene.Live, "Shoes", "", "", "{}");

    public static CreateRoom RoomOf(RoomScene scene) => LiveRoom with { Scene = scene };
}
