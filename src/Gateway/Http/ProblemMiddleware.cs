using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;
using Rooms.Contracts;

namespace Rooms.Gateway.Http;

/// <summary>
/// The outermost: turns what escaped, and statuses that the framework set without a body (404, 405, 415), into problems. An unhandled exception
/// is logged here, once.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody reads an answer.
            return;
        }
        catch (BadHttpRequestException e)
        {
            await AnswerAsync(context, new Problem(ErrorTable.CodeOf(e.StatusCode), e.Message));
        }
        catch (TimeoutException)
        {
            await AnswerAsync(context, new Problem(ErrorCodes.NodeUnavailable, "no answer in time; the outcome is unknown: repeat with the same Idempotency-Key"));
        }
        catch (OrleansMessageRejectionException e)
        {
            await AnswerAsync(context, new Problem(ErrorCodes.NodeUnavailable, $"not executed, try again: {e.Message}"));
        }
        catch (Exception e)
        {
            // The top of a request: whatever else escaped is a mistake of ours.
            LogUnhandled(context.Request.Method, context.Request.Path, e);
            await AnswerAsync(context, new Problem(ErrorTable.Internal, "an unexpected error; the log has it under this traceId"));
        }
        if (IsBareError(context)) await AnswerAsync(context, new Problem(ErrorTable.CodeOf(context.Response.StatusCode), Explain(context)));
    }

    private static bool IsBareError(HttpContext context) =>
        context.Response is { HasStarted: false, StatusCode: >= 400, ContentLength: null, ContentType: null };

    private static Task AnswerAsync(HttpContext context, Problem problem)
    {
        // Too late for another status: cutting the connection tells the client that the answer is not whole.
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }
        var allow = context.Response.Headers.Allow;
        context.Response.Clear();
        if (allow.Count > 0) context.Response.Headers.Allow = allow;
        return problem.ExecuteAsync(context);
    }

    private static string Explain(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status400BadRequest => $"a value cannot be read: {string.Join(", ", ParsedParameters(context))}",
        StatusCodes.Status404NotFound => "see /swagger for the addresses that there are",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not one of: {context.Response.Headers.Allow}",
        StatusCodes.Status415UnsupportedMediaType => "send Content-Type: application/json",
        _ => "the request was refused",
    };

    // The framework says which value it could not read only where there is no default for it; these it had to read.
    private static IEnumerable<string> ParsedParameters(HttpContext context) =>
        from parameter in context.GetEndpoint()?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? []
        where parameter.HasTryParse && context.Request.Query.ContainsKey(parameter.Name)
        select parameter.Name;
}
