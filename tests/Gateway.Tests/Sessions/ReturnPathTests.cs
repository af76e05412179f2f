using Rooms.Gateway.Sessions;

namespace Rooms.Gateway.Tests.Sessions;

public sealed class ReturnPathTests
{
    [Theory]
    [InlineData("/")]
    [InlineData("/swagger/index.html")]
    [InlineData("/?a=b#/apps")]
    [InlineData("/#/rooms/demo-1")]
    public void Of_PathOfThisServer_StaysAsItIs(string path) => Assert.Equal(path, ReturnPath.Of(path));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("///evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("\\\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("/\n/evil.example/")]
    [InlineData("/ok\r\nSet-Cookie: x=y")]
    [InlineData(" /evil")]
    [InlineData("javascript:alert(1)")]
    [InlineData("evil.example")]
    [InlineData("/caf\u00e9")]
    public void Of_AnywhereElse_IsHome(string? path) => Assert.Equal("/", ReturnPath.Of(path));

    [Fact]
    public void Of_PathWithoutAnEnd_IsHome() => Assert.Equal("/", ReturnPath.Of("/" + new string('a', 600)));
}
