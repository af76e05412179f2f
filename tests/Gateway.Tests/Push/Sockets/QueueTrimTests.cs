using System.Text;
using Rooms.Gateway.Push.Sockets;

namespace Rooms.Gateway.Tests.Push.Sockets;

/// <summary>What a slow connection's queue leaves out, and what it tells about it. A capital letter is an event that must arrive.</summary>
public class QueueTrimTests
{
    private readonly PushBuffers buffers = new();

    [Theory]
    [InlineData("abc", 0, "[1-3]")]
    [InlineData("ABC", 0, "ABC")]
    [InlineData("aBc", 0, "[1-1]B[3-3]")]
    [InlineData("abCDe", 0, "[1-2]CD[5-5]")]
    [InlineData("Abc", 0, "A[2-3]")]
    public void Run_OneBatch_LeavesOutWhatMayGo(string events, int sent, string expected)
    {
        var queue = QueueOf(sent, (1, events));

        QueueTrim.Run(queue);

        Assert.Equal(expected, TextOf(queue));
    }

    [Fact]
    public void Run_BatchesInARow_TellOneRange()
    {
        var queue = QueueOf(0, (1, "ab"), (3, "c"), (4, "dE"));

        var dropped = QueueTrim.Run(queue);

        Assert.Equal((4, "[1-4]E"), (dropped, TextOf(queue)));
    }

    [Fact]
    public void Run_OwnFrameBetween_StaysAtItsPlace()
    {
        var queue = QueueOf(0, (1, "ab"));
        AddOwn(queue, "!");
        Add(queue, 3, "cd");

        QueueTrim.Run(queue);

        Assert.Equal("[1-2]![3-4]", TextOf(queue));
    }

    [Fact]
    public void Run_NumbersWithAHole_AreTwoRanges()
    {
        var queue = QueueOf(0, (1, "ab"), (5, "cd"));

        QueueTrim.Run(queue);

        Assert.Equal("[1-2][5-6]", TextOf(queue));
    }

    [Fact]
    public void Run_FrameSentInPart_IsFinished()
    {
        var queue = QueueOf(0, (1, "abc"));
        queue.Consume(1);

        QueueTrim.Run(queue);

        Assert.True(queue.HasBegun);
        // Frames here are two bytes: the letter and a point.
        Assert.Equal(".[2-3]", TextOf(queue, withPoints: true));
    }

    [Fact]
    public void KeepBegun_FrameSentInPart_IsAllThatStays()
    {
        var queue = QueueOf(0, (1, "abc"), (4, "d"));
        queue.Consume(3);

        QueueTrim.KeepBegun(queue);

        Assert.Equal(".", TextOf(queue, withPoints: true));
    }

    [Fact]
    public void Clear_AfterATrim_GivesEveryBufferBack()
    {
        var queue = QueueOf(0, (1, "aBc"), (4, "De"));
        QueueTrim.Run(queue);

        queue.Clear();

        Assert.Equal(0, buffers.Outstanding);
    }

    private SendQueue QueueOf(int sent, params (long First, string Events)[] batches)
    {
        var queue = new SendQueue();
        foreach (var (first, events) in batches) Add(queue, first, events);
        if (sent > 0) queue.Consume(sent);
        return queue;
    }

    private void Add(SendQueue queue, long first, string events)
    {
        var frames = buffers.Rent();
        var entries = new List<FrameEntry>();
        foreach (var one in events)
        {
            frames.Write([(byte)one, (byte)'.']);
            entries.Add(new FrameEntry(first + entries.Count, frames.Length, char.IsLower(one)));
        }
        frames.Index = new TestIndex([.. entries], buffers);
        queue.Add(frames, 0, frames.Length);
        frames.Release();
    }

    private void AddOwn(SendQueue queue, string text)
    {
        var frame = buffers.Rent();
        frame.Write(Encoding.ASCII.GetBytes(text));
        queue.Add(frame, 0, frame.Length);
        frame.Release();
    }

    private static string TextOf(SendQueue queue, bool withPoints = false)
    {
        var text = new StringBuilder();
        var began = queue.HasBegun;
        var pieces = queue.TakeAll();
        foreach (var piece in pieces) text.Append(Encoding.ASCII.GetString(piece.Buffer.Bytes.Slice(piece.Offset, piece.Length)));
        for (var i = 0; i < pieces.Length; i++) queue.AddOwned(pieces[i], began && i == 0);
        return withPoints ? text.ToString() : text.Replace(".", "").ToString();
    }

    private sealed class TestIndex(FrameEntry[] entries, PushBuffers buffers) : FrameIndex
    {
        public override ReadOnlySpan<FrameEntry> Entries => entries;

        public override bool IsSameSequence(FrameIndex other) => true;

        public override PushBuffer? TellSkipped(long from, long to)
        {
            var notice = buffers.Rent();
            notice.Write(Encoding.ASCII.GetBytes($"[{from}-{to}]"));
            return notice;
        }
    }
}
