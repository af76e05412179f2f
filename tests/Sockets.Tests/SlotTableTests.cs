namespace Rooms.Sockets.Tests;

public class SlotTableTests
{
    [Fact]
    public void Find_KeyOfRemovedItem_FindsNotItsSuccessor()
    {
        var table = new SlotTable<string>();
        var old = table.Add("old");
        table.Remove(old);

        var key = table.Add("new");

        Assert.NotEqual(old, key);
        Assert.Null(table.Find(old));
        Assert.Equal("new", table.Find(key));
    }

    [Fact]
    public void Remove_Twice_LeavesTheSuccessorAlone()
    {
        var table = new SlotTable<string>();
        var old = table.Add("old");
        table.Remove(old);
        var key = table.Add("new");

        table.Remove(old);

        Assert.Equal("new", table.Find(key));
    }
}
