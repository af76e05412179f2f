using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rooms.Gateway.Compat.Goim;
using Rooms.Gateway.Tests.Support;

namespace Rooms.Gateway.Tests.Compat.Goim;

public sealed class GoimOffTests
{
    [Fact]
    public async Task Start_NoAppIsNamed_NothingListens()
    {
        await using var host = await GatewayHost.StartAsync();

        var ports = host.Services.GetRequiredService<GoimPorts>();

        Assert.Equal((0, 0, 0, 0, 0, 0), (ports.V2Tcp, ports.V2WebSocket, ports.V2Http, ports.V1Tcp, ports.V1WebSocket, ports.V1Http));
    }

    [Theory]
    [InlineData("Compat:Goim:App", "no app!", "the name of an app")]
    [InlineData("Compat:Goim:Address", "localhost", "an IP address, such as :: or 127.0.0.1")]
    [InlineData("Compat:Goim:V2:TcpPort", "65536", "a whole number from -1 to 65535")]
    public void Options_Wrong_AreToldByKey(string key, string value, string wanted)
    {
        var app = GatewayHost.Build(null, (key, value));

        var fault = Assert.Throws<OptionsValidationException>(() => app.Services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains($"{key} = '{value}': wanted {wanted}", fault.Failures);
    }
}
