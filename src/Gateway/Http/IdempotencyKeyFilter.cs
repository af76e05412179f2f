using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Http;

/// <summary>Refuses an Idempotency-Key that is empty, too long or given twice.</summary>
internal sealed class IdempotencyKeyFilter : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        return HttpMethods.IsPost(request.Method) && IdempotencyStamps.Refuse(request) is { } problem ? ValueTask.FromResult<object?>(problem) : next(context);
    }
}
