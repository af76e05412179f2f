using Rooms.Gateway.Auth;

namespace Rooms.Gateway.Tests.Auth;

public sealed class SealedTextTests
{
    [Fact]
    public void TryOpen_SameSecretAndPurpose_IsTheText()
    {
        var sealedText = SealedText.Seal("the text", "secret", "purpose");

        Assert.True(SealedText.TryOpen(sealedText, "secret", "purpose", out var text));
        Assert.Equal("the text", text);
        Assert.NotEqual(sealedText, SealedText.Seal("the text", "secret", "purpose"));
    }

    [Theory]
    [InlineData("other", "purpose")]
    [InlineData("secret", "other")]
    [InlineData("", "purpose")]
    public void TryOpen_AnotherSecretOrPurpose_IsRefused(string secret, string purpose) =>
        Assert.False(SealedText.TryOpen(SealedText.Seal("the text", "secret", "purpose"), secret, purpose, out _));

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64 at all")]
    public void TryOpen_Rubbish_IsRefused(string text) => Assert.False(SealedText.TryOpen(text, "secret", "purpose", out _));

    [Fact]
    public void TryOpen_Giant_IsRefused() => Assert.False(SealedText.TryOpen(new string('A', 1 << 20), "secret", "purpose", out _));
}
