using System.Text;
using Rooms.Benchmarks.Delivery;

namespace Rooms.EndToEnd.Tests.Delivery;

/// <summary>One listener's stream, with planted faults.</summary>
public class SeatTests
{
    private readonly Findings findings = new();
    private readonly RoomBook book;
    private readonly Seat seat;

    public SeatTests()
    {
        book = new RoomBook("r", findings);
        seat = new Seat(book, findings);
    }

    [Fact]
    public void Events_InOrder_FindsNothing()
    {
        Play(Snapshot(4), Message(5), Message(6), Message(7));

        Assert.Equal(0, findings.Total);
        Assert.Equal((7, 3), (seat.Position, seat.Deliveries));
    }

    [Fact]
    public void Events_OneLost_FindsIt()
    {
        Play(Snapshot(4), Message(5), Message(7));

        Assert.Equal((1, 1), (findings[Fault.Lost], findings.Total));
    }

    [Fact]
    public void Events_LastLost_FindsItAtTheEnd()
    {
        book.Acknowledge(6, 1);

        Play(Snapshot(4), Message(5));
        seat.End();

        Assert.Equal((1, 1), (findings[Fault.Lost], findings.Total));
    }

    [Fact]
    public void Events_OneDoubled_FindsIt()
    {
        Play(Snapshot(4), Message(5), Message(6), Message(6), Message(7));

        Assert.Equal((1, 1), (findings[Fault.Doubled], findings.Total));
    }

    [Fact]
    public void Events_TwoSwapped_FindsItAndNothingLost()
    {
        Play(Snapshot(4), Message(6), Message(5), Message(7));

        Assert.Equal((1, 1), (findings[Fault.Reordered], findings.Total));
    }

    [Fact]
    public void Gap_ExactlyWhatIsMissing_FindsNothing()
    {
        Play(Snapshot(4), Message(5), """{"op":"gap","room":"r","from":6,"to":9}""", Message(10));

        Assert.Equal((0, 4), (findings.Total, seat.InGaps));
    }

    [Fact]
    public void Gap_LeavesOneOut_FindsItLost()
    {
        Play(Snapshot(4), Message(5), """{"op":"gap","room":"r","from":7,"to":9}""", Message(10));

        Assert.Equal((1, 1), (findings[Fault.Lost], findings.Total));
    }

    [Fact]
    public void Gap_OfWhatWasDelivered_IsNonsense()
    {
        Play(Snapshot(4), Message(5), """{"op":"gap","room":"r","from":5,"to":5}""");

        Assert.Equal((1, 1), (findings[Fault.Nonsense], findings.Total));
    }

    [Fact]
    public void Gap_ThenItsEvents_AreDoubled()
    {
        Play(Snapshot(4), """{"op":"gap","room":"r","from":5,"to":6}""", Message(6));

        Assert.Equal((1, 1), (findings[Fault.Doubled], findings.Total));
    }

    [Fact]
    public void Snapshot_AfterAResumeWithoutGap_FindsLost()
    {
        Play(Snapshot(4), Message(5), Snapshot(8));

        Assert.Equal(3, findings[Fault.Lost]);
    }

    [Fact]
    public void Snapshot_AfterAGap_FindsNothing()
    {
        Play(Snapshot(4), Message(5), """{"op":"gap","room":"r","from":6,"to":8}""", Snapshot(8), Message(9));

        Assert.Equal(0, findings.Total);
    }

    [Fact]
    public void Snapshot_OlderThanWhatWasDelivered_FindsItForgotten()
    {
        Play(Snapshot(4), Message(5), Message(6), Snapshot(5));

        Assert.Equal(1, findings[Fault.Forgotten]);
    }

    [Fact]
    public void Skipped_OfCounters_FindsNothing()
    {
        Other("""{"op":"event","room":"r","seq":6,"type":"room.counters","at":"","data":{"likes":3}}""");

        Play(Snapshot(4), Message(5), """{"op":"skipped","room":"r","from":6,"to":6}""", Message(7));
        book.Judge();

        Assert.Equal((0, 1), (findings.Total, seat.InSkips));
    }

    [Theory]
    [InlineData("""{"op":"event","room":"r","seq":6,"type":"message","at":"","user":"u","data":{"text":"6"}}""")]
    [InlineData("""{"op":"event","room":"r","seq":6,"type":"gift","at":"","user":"u","data":{"gift":"rose","count":3}}""")]
    [InlineData("""{"op":"event","room":"r","seq":6,"type":"member.joined","at":"","user":"u","data":{"user":"u"}}""")]
    public void Skipped_OfWhatMustBeDelivered_FindsIt(string missed)
    {
        Other(missed);

        Play(Snapshot(4), Message(5), """{"op":"skipped","room":"r","from":6,"to":6}""", Message(7));
        book.Judge();

        Assert.Equal((1, 1), (findings[Fault.SkippedMustDeliver], findings.Total));
    }

    private void Play(params string[] frames)
    {
        foreach (var frame in frames) Play(seat, frame);
    }

    // What everybody else in the room had.
    private void Other(string frame)
    {
        var other = new Seat(book, findings);
        Play(other, Snapshot(5));
        Play(other, frame);
    }

    private static void Play(Seat seat, string frame)
    {
        Assert.True(Notice.TryRead(Encoding.UTF8.GetBytes(frame), out var notice));
        switch (Encoding.UTF8.GetString(notice.Op))
        {
            case "event": seat.Event(notice); break;
            case "snapshot": seat.Snapshot(notice.Seq); break;
            case "gap": seat.Gap(notice.From, notice.To); break;
            case "skipped": seat.Skipped(notice.From, notice.To); break;
        }
    }

    private static string Snapshot(long seq) => $$"""{"op":"snapshot","room":"r","seq":{{seq}},"counters":{"likes":1} }""";

    private static string Message(long seq) => $$"""{"op":"event","room":"r","seq":{{seq}},"type":"message","at":"","user":"u","data":{"text":"{{seq}}"} }""";
}
