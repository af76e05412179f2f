using Rooms.Contracts.Users;
using Rooms.Grains.Users;

namespace Rooms.Grains.Tests.Users;

public sealed class UserRulesTests
{
    [Fact]
    public void Join_PastTheBound_ForgetsTheOldest()
    {
        var rooms = Enumerable.Range(0, UserView.MaxRooms + 1).Aggregate(new UserState().Rooms, (all, i) => UserRules.Join(all, $"room-{i}"));

        Assert.Equal(UserView.MaxRooms, rooms.Length);
        Assert.Equal("room-1", rooms[0]);
    }

    [Fact]
    public void Join_Again_MakesItTheNewest()
    {
        var rooms = UserRules.Join(UserRules.Join(UserRules.Join([], "a"), "b"), "a");

        Assert.Equal(["b", "a"], rooms.AsEnumerable());
        Assert.Equal(["b"], UserRules.Leave(rooms, "a").AsEnumerable());
    }
}
