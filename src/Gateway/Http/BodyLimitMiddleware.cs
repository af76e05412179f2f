using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Limits;

namespace Rooms.Gateway.Http;

/// <summary>Refuses a body that announces itself as too large before a byte of it is read; the server counts one that does not announce itself.</summary>
internal sealed class BodyLimitMiddleware(RequestDelegate next, IOptionsMonitor<LimitsOptions> limits)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OwnBodyLimit>() is not null) return next(context);
        var max = limits.CurrentValue.BodyBytes;
        if (context.Request.ContentLength > max) return TooLarge(max).ExecuteAsync(context);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature) feature.MaxRequestBodySize = max;
        return next(context);
    }

    public static Problem TooLarge(int max) => new(ErrorCodes.BodyTooLarge, $"a body has at most {max} bytes (Limits:BodyBytes)");
}
