using Rooms.MediaRelay.Control;

namespace Rooms.MediaRelay.Tests.Control;

public sealed class OrderGenerationsTests
{
    [Fact]
    public void TryAdvance_RepeatOrOlder_ChangesNothing()
    {
        var generations = new OrderGenerations();

        Assert.True(generations.TryAdvance("s", 5));
        Assert.False(generations.TryAdvance("s", 5));
        Assert.False(generations.TryAdvance("s", 4));
        Assert.True(generations.TryAdvance("s", 6));
        Assert.True(generations.TryAdvance("other", 1));
    }

    // The order to cut a publisher that has been replaced meanwhile comes late.
    [Fact]
    public void TryAdvance_AfterANewerPermit_ChangesNothing()
    {
        var generations = new OrderGenerations();

        generations.Permit("s", 7);

        Assert.False(generations.TryAdvance("s", 7));
        Assert.True(generations.TryAdvance("s", 8));
    }

    [Fact]
    public void Permit_MoreStreamsThanTheBound_ForgetsTheOldest()
    {
        var generations = new OrderGenerations(capacity: 2);
        foreach (var stream in new[] { "a", "b", "c" }) generations.Permit(stream, 9);

        Assert.True(generations.TryAdvance("a", 1));
        Assert.False(generations.TryAdvance("c", 1));
    }
}
