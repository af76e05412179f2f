using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Http;

/// <summary>A refusal on its way to the client: a code of <see cref="ErrorTable"/> and a sentence.</summary>
internal sealed record Problem(string Code, string Detail) : IResult
{
    private const string ContentType = "application/problem+json";

    /// <summary>With events_gone.</summary>
    public long? Oldest { get; init; }

    /// <summary>When waiting helps and how long is known; else the table's.</summary>
    public int? RetryAfterSeconds { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var error = ErrorTable.Find(Code);
        var response = httpContext.Response;
        response.StatusCode = error.Status;
        if ((RetryAfterSeconds ?? error.RetryAfterSeconds) is { } seconds)
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        httpContext.RequestServices.GetRequiredService<GatewayMetrics>().Refused(Code);
        var traceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier;
        var dto = new ProblemDto($"urn:rooms:error:{Code}", error.Title, error.Status, Code, Detail, traceId, Oldest);
        return response.WriteAsJsonAsync(dto, ApiJson.Default.ProblemDto, ContentType, httpContext.RequestAborted);
    }
}
