using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class MergeOptionsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5.5)]
    [InlineData(40, 42)]
    [InlineData(350, 352)]
    public void Window_Milliseconds_IsATenthLongerAndTwoAtMost(int milliseconds, double expected)
    {
        var options = new MergeOptions { MergeMilliseconds = milliseconds };

        Assert.Equal(expected, options.Window.TotalMilliseconds);
    }
}
