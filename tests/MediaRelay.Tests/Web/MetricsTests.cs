using System.Net;

namespace Rooms.MediaRelay.Tests.Web;

/// <summary>A node in a process of its own has figures, and no sessions that could tell an operator.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private PlayNode node = null!;

    public async Task InitializeAsync() => node = await PlayNode.StartAsync();

    public async Task DisposeAsync() => await node.DisposeAsync();

    [Fact]
    public async Task Get_FromThisMachine_ListsTheRelaysInstruments()
    {
        var text = await node.Client.GetStringAsync("/metrics");

        Assert.Contains("\nrooms_relay_streams 0\n", text, StringComparison.Ordinal);
        Assert.Contains("\nprocess_cpu_seconds_total ", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host", "node.example")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    public async Task Get_FromElsewhere_IsNotThere(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.TryAddWithoutValidation(header, value);

        var answer = await node.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
