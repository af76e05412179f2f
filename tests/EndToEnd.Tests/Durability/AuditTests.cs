using System.Text.Json.Nodes;

namespace Rooms.EndToEnd.Tests.Durability;

/// <summary>The audit itself is tried with planted faults: one that finds nothing would prove nothing.</summary>
public class AuditTests
{
    private static readonly KeyValuePair<Command, long>[] Acknowledged =
    [
        new(new Command(CommandKind.Message, "r", "m-1", 0, "k1"), 1),
        new(new Command(CommandKind.Gift, "r", "g-1", 2, "k2"), 2),
        new(new Command(CommandKind.Message, "r", "m-2", 0, "k3"), 3),
    ];

    [Fact]
    public void CompareEvents_AllThere_FindsNothing()
    {
        var faults = Audit.CompareEvents("r", Acknowledged, [Message(1, "m-1"), Gift(2, "g-1"), Message(3, "m-2")]);

        Assert.Empty(faults);
    }

    [Fact]
    public void CompareEvents_OneLost_FindsIt()
    {
        var faults = Audit.CompareEvents("r", Acknowledged, [Message(1, "m-1"), Gift(2, "g-1")]);

        Assert.Contains(faults, fault => fault.Contains("m-2", StringComparison.Ordinal));
    }

    [Fact]
    public void CompareEvents_OneDoubled_FindsIt()
    {
        var faults = Audit.CompareEvents("r", Acknowledged, [Message(1, "m-1"), Gift(2, "g-1"), Message(3, "m-2"), Message(4, "m-2")]);

        Assert.Contains(faults, fault => fault.Contains("2 events", StringComparison.Ordinal));
    }

    [Fact]
    public void CompareEvents_TwoSwapped_FindsBoth()
    {
        var faults = Audit.CompareEvents("r", Acknowledged, [Message(1, "m-2"), Gift(2, "g-1"), Message(3, "m-1")]);

        Assert.Equal(2, faults.Count());
    }

    [Fact]
    public void CompareEvents_NumberLeftOut_FindsIt()
    {
        var faults = Audit.CompareEvents("r", Acknowledged, [Message(1, "m-1"), Gift(2, "g-1"), Message(4, "m-2")]);

        Assert.Contains(faults, fault => fault.Contains("place 3", StringComparison.Ordinal));
    }

    [Fact]
    public void CompareCounters_OneGiftTooMany_FindsIt()
    {
        var view = JsonNode.Parse("""{"counters":{"likes":0,"gifts":3}}""")!;

        var faults = Audit.CompareCounters("r", [.. Acknowledged.Select(entry => entry.Key)], view);

        Assert.Single(faults);
    }

    private static JsonObject Message(int seq, string text) => Event(seq, "message", "text", text);

    private static JsonObject Gift(int seq, string orderId) => Event(seq, "gift", "orderId", orderId);

    private static JsonObject Event(int seq, string type, string name, string mark) =>
        new JsonObject { ["seq"] = (long)seq, ["type"] = type, ["data"] = new JsonObject { [name] = mark } };
}
