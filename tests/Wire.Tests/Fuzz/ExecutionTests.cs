using Rooms.Fuzz;

namespace Rooms.Wire.Tests.Fuzz;

public class ExecutionTests
{
    private const long Limit = 256;

    [Fact]
    public void Try_SharedDataMadeOnTheWay_IsNoFinding()
    {
        byte[]? shared = null;
        var execution = new Execution((_, _) => shared ??= new byte[100_000], Limit);

        Assert.Null(execution.Try([1]));
    }

    [Fact]
    public void Try_InputThatCostsEachTime_IsFound()
    {
        byte[]? last = null;
        var execution = new Execution((_, _) => last = new byte[100_000], Limit);

        Assert.Equal(FindingKind.Allocation, execution.Try([1])?.Kind);
        Assert.NotNull(last);
    }
}
