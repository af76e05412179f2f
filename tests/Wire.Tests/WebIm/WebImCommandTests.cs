using System.Text;
using System.Text.Json;
using Rooms.Wire.WebIm;

namespace Rooms.Wire.Tests.WebIm;

/// <summary>PHPWebIM src/Server.php, onMessage.</summary>
public sealed class WebImCommandTests
{
    [Fact]
    public void TryRead_PublishedMessage_IsItsWords()
    {
        var isRead = Read("""{"cmd":"message","from":"31","to":5,"channal":1,"data":"hello","type":"text"}""", out var command);

        Assert.True(isRead);
        Assert.Equal(("message", "5", 1, "hello", "text"), (command.Command, command.To, command.Channal, command.Data, command.Type));
    }

    [Theory]
    [InlineData("""{"cmd":"x","channal":"1"}""", 1)]
    [InlineData("""{"cmd":"x","channal":"abc"}""", 0)]
    [InlineData("""{"cmd":"x","channal":null}""", 0)]
    [InlineData("""{"cmd":"x","channal":true}""", 1)]
    [InlineData("""{"cmd":"x","channal":2}""", 2)]
    [InlineData("""{"cmd":"x"}""", 0)]
    public void Channal_AnyType_IsWhatPhpCompares(string frame, double channal)
    {
        Assert.True(Read(frame, out var command));
        Assert.Equal(channal, command.Channal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("\"login\"")]
    [InlineData("{}")]
    [InlineData("""{"cmd":""}""")]
    [InlineData("""{"cmd":"0"}""")]
    [InlineData("""{"cmd":0}""")]
    [InlineData("""{"cmd":null}""")]
    [InlineData("""{"cmd":[]}""")]
    [InlineData("""{"cmd":{}}""")]
    [InlineData("""{"cmd":"login","name":"\ud800"}""")]
    [InlineData("""{"cmd":"login","more":[{"\udc00":1}]}""")]
    [InlineData("""{"cmd":"login"} more""")]
    public void TryRead_NoCommand_IsRefused(string frame) => Assert.False(Read(frame, out _));

    [Fact]
    public void TryRead_InvalidUtf8_IsRefused() => Assert.False(WebImCommand.TryRead(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'"', (byte)'}' }, out _));

    [Fact]
    public void TryRead_DeepObject_IsRefused() => Assert.False(Read($$"""{"cmd":"message","x":{{new string('[', 40)}}{{new string(']', 40)}}}""", out _));

    [Theory]
    [InlineData("""{"cmd":"message","from":"31","data":"a","room":[1,{"b":null}],"ok":1.50}""", """{"cmd":"fromMsg","from":"31","data":"A","room":[1,{"b":null}],"ok":1.50}""")]
    [InlineData("""{"cmd":"message","data":{"url":"x"}}""", """{"cmd":"fromMsg","data":{"url":"x"}}""")]
    [InlineData("""{"a":1,"cmd":"message","a":2}""", """{"a":2,"cmd":"fromMsg"}""")]
    public void WriteTo_OtherKeys_AreUntouched(string frame, string expected)
    {
        Assert.True(Read(frame, out var command));

        Assert.Equal(expected, Written(command, "fromMsg", "A"));
    }

    [Fact]
    public void WriteTo_NullForBoth_LeavesThemOut()
    {
        Assert.True(Read("""{"cmd":"message","data":"a","type":"text"}""", out var command));

        Assert.Equal("""{"type":"text"}""", Written(command, null, null));
    }

    [Fact]
    public void TryRead_RandomBytes_NeverThrows()
    {
        var read = 0;
        foreach (var bytes in RandomBytes.Around(Encoding.UTF8.GetBytes("""{"cmd":"message","from":"31","channal":0,"data":"hello"}"""), 20_000))
        {
            if (!WebImCommand.TryRead(bytes, out var command)) continue;
            Assert.StartsWith("{", Written(command, "fromMsg", command.Data), StringComparison.Ordinal);
            read++;
        }

        Assert.True(read > 0);
    }

    [Theory]
    [InlineData("Ann", "Ann")]
    [InlineData("<b>Ann</b>", "Ann")]
    [InlineData("a<script>alert(1)</script>b", "aalert(1)b")]
    [InlineData("a <3 b", "a ")]
    [InlineData("a < b", "a < b")]
    [InlineData("<img alt=\">\" src=x>A", "A")]
    [InlineData("open<tag", "open")]
    [InlineData("end<", "end<")]
    public void StripTags_Text_IsWithoutThem(string text, string expected) => Assert.Equal(expected, WebImText.StripTags(text));

    [Fact]
    public void Escape_Markup_IsText() => Assert.Equal("&lt;a href=&quot;x&quot;&gt;Tom &amp; &#039;Ann&#039;", WebImText.Escape("<a href=\"x\">Tom & 'Ann'"));

    private static bool Read(string frame, out WebImCommand command) => WebImCommand.TryRead(Encoding.UTF8.GetBytes(frame), out command);

    private static string Written(WebImCommand command, string? name, string? data)
    {
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body)) command.WriteTo(json, name, data);
        return Encoding.UTF8.GetString(body.ToArray());
    }
}
