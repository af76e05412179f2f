using Rooms.MediaRelay.Frames;

namespace Rooms.MediaRelay.Tests.Frames;

public class BufferPoolTests
{
    private readonly BufferPool pool = new();

    [Theory]
    [InlineData(0, 512)]
    [InlineData(512, 512)]
    [InlineData(513, 1024)]
    [InlineData(5000, 8192)]
    [InlineData(BufferPool.MaxBytes, BufferPool.MaxBytes)]
    public void Rent_AnySize_GivesNextPowerOfTwo(int asked, int given)
    {
        var buffer = pool.Rent(asked);

        Assert.Equal(given, buffer.Length);
        Assert.Equal(given, pool.OutstandingBytes);
        pool.Return(buffer);
        Assert.Equal(0, pool.OutstandingBytes);
    }

    [Fact]
    public void Rent_AfterReturn_GivesTheSameArray()
    {
        var buffer = pool.Rent(2000);
        pool.Return(buffer);

        Assert.Same(buffer, pool.Rent(1500));
    }

    [Fact]
    public void Rent_MoreThanAllowed_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => pool.Rent(BufferPool.MaxBytes + 1));

    [Fact]
    public void Grow_FilledBuffer_KeepsItsBytes()
    {
        var buffer = pool.Rent(512);
        buffer.AsSpan().Fill(7);

        var larger = pool.Grow(buffer, 512, 600);

        Assert.Equal(1024, larger.Length);
        Assert.All(larger[..512], value => Assert.Equal(7, value));
        Assert.Equal(1024, pool.OutstandingBytes);
    }
}
