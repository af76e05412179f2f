using System.Text;
using System.Text.Json;
using Rooms.Contracts.Control;

namespace Rooms.Gateway.Tests.Control;

public sealed class ControlJsonTests
{
    [Theory]
    [InlineData("""{"type":"alive","version":99,"app":"shop","streamId":"s"}""")]
    [InlineData("""{"type":"teleport","version":99}""")]
    [InlineData("""{"version":2,"type":"alive","app":{"name":"shop"},"streamId":["s"]}""")]
    [InlineData("""{"nested":{"version":1},"version":99}""")]
    public void Read_OfANewerVersion_IsRefusedAsThat_WhateverElseIsNew(string json)
    {
        var fault = Assert.Throws<JsonException>(() => ControlJson.Read(Encoding.UTF8.GetBytes(json)));

        Assert.StartsWith("version_newer: this end speaks version 1, the message is of version ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"teleport","version":1}""")]
    [InlineData("""{"type":"alive"}""")]
    [InlineData("""{"version":"99"}""")]
    [InlineData("""["version",99]""")]
    [InlineData("""{"version":99999999999}""")]
    [InlineData("null")]
    [InlineData("")]
    public void Read_OfWhatIsNoMessage_IsRefusedAsThat(string json)
    {
        var fault = Assert.ThrowsAny<JsonException>(() => ControlJson.Read(Encoding.UTF8.GetBytes(json)));

        Assert.DoesNotContain("version_newer", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OfAnOlderVersion_Works() =>
        Assert.IsType<Alive>(ControlJson.Read("""{"type":"alive","version":0,"app":"shop","streamId":"s"}"""u8));
}
