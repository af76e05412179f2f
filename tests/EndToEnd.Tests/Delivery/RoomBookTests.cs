using System.Text;
using Rooms.Benchmarks.Delivery;

namespace Rooms.EndToEnd.Tests.Delivery;

/// <summary>What senders were told, listeners saw and the history has, with planted faults.</summary>
public class RoomBookTests
{
    private readonly Findings findings = new();
    private readonly RoomBook book;

    public RoomBookTests() => book = new RoomBook("r", findings);

    [Fact]
    public void Book_AllAgree_FindsNothing()
    {
        Acknowledge(1, "a");
        Observe(1, "a");
        Observe(2, "b");
        Acknowledge(2, "b");

        book.Compare(new Dictionary<long, ulong> { [1] = Hash("a"), [2] = Hash("b") });

        Assert.Equal(0, findings.Total);
        Assert.Equal((2, 2), (book.Acknowledgements, book.LastAcknowledged));
    }

    [Fact]
    public void Book_ListenerSawAnotherText_FindsItChanged()
    {
        Acknowledge(1, "a");

        Observe(1, "A");

        Assert.Equal((1, 1), (findings[Fault.Changed], findings.Total));
    }

    [Fact]
    public void Book_OneTextUnderTwoNumbers_FindsItDoubled()
    {
        Acknowledge(1, "a");

        Acknowledge(2, "a");

        Assert.Equal((1, 1), (findings[Fault.Doubled], findings.Total));
    }

    [Fact]
    public void Compare_AcknowledgedIsNotInHistory_FindsItForgotten()
    {
        Acknowledge(1, "a");
        Acknowledge(2, "b");

        book.Compare(new Dictionary<long, ulong> { [1] = Hash("a") });

        Assert.Equal((1, 1), (findings[Fault.Forgotten], findings.Total));
    }

    [Fact]
    public void Compare_HistoryHasAnotherText_FindsItChanged()
    {
        Acknowledge(1, "a");

        book.Compare(new Dictionary<long, ulong> { [1] = Hash("b") });

        Assert.Equal((1, 1), (findings[Fault.Changed], findings.Total));
    }

    private static ulong Hash(string text) => Contents.Hash(Encoding.UTF8.GetBytes(text));

    private void Acknowledge(long seq, string text) => book.Acknowledge(seq, Hash(text));

    private void Observe(long seq, string text)
    {
        Assert.True(Notice.TryRead(Encoding.UTF8.GetBytes($$"""{"op":"event","room":"r","seq":{{seq}},"type":"message","data":{"text":"{{text}}"} }"""), out var notice));
        book.Observe(notice);
    }
}
