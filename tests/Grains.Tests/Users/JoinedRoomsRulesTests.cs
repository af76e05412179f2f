using Rooms.Contracts.Users;
using Rooms.Grains.Users;

namespace Rooms.Grains.Tests.Users;

public sealed class JoinedRoomsRulesTests
{
    [Fact]
    public void Join_PastTheBound_ForgetsTheOldest()
    {
        var rooms = Enumerable.Range(0, UserView.MaxRooms + 1).Aggregate(new JoinedRooms().Rooms, (all, i) => JoinedRoomsRules.Join(all, $"room-{i}"));

        Assert.Equal(UserView.MaxRooms, rooms.Length);
        Assert.Equal("room-1", rooms[0]);
    }

    [Fact]
    public void Join_Again_MakesItTheNewest()
    {
        var rooms = JoinedRoomsRules.Join(JoinedRoomsRules.Join(JoinedRoomsRules.Join([], "a"), "b"), "a");

        Assert.Equal(["b", "a"], rooms.AsEnumerable());
        Assert.Equal(["b"], JoinedRoomsRules.Leave(rooms, "a").AsEnumerable());
    }
}
