using Microsoft.AspNetCore.Http;

namespace Rooms.Gateway.Http;

/// <summary>Answers the first refused argument instead of calling the handler.</summary>
internal sealed class RefusedArguments : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var argument in context.Arguments)
            if (argument is IArgument { Refused: { } problem }) return ValueTask.FromResult<object?>(problem);
        return next(context);
    }
}
