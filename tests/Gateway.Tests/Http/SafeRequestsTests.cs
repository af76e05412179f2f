using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.Tests.Http;

public sealed class SafeRequestsTests
{
    [Theory]
    [InlineData("GET", false, true)]
    [InlineData("HEAD", false, true)]
    [InlineData("OPTIONS", false, true)]
    [InlineData("CONNECT", true, true)]
    [InlineData("CONNECT", false, false)]
    [InlineData("POST", false, false)]
    [InlineData("POST", true, false)]
    [InlineData("PUT", false, false)]
    [InlineData("PATCH", false, false)]
    [InlineData("DELETE", false, false)]
    [InlineData("get", false, true)]
    [InlineData("SOMETHING", false, false)]
    public void IsSafe_Method_OnlyWhatChangesNothing(string method, bool isWebSocket, bool expected)
    {
        var context = new DefaultHttpContext { Request = { Method = method } };
        context.Features.Set<IHttpWebSocketFeature>(new Opening(isWebSocket));

        Assert.Equal(expected, context.IsSafe());
    }

    private sealed class Opening(bool isAsked) : IHttpWebSocketFeature
    {
        public bool IsWebSocketRequest => isAsked;

        public Task<WebSocket> AcceptAsync(WebSocketAcceptContext context) => throw new NotSupportedException("nothing is accepted here");
    }
}
