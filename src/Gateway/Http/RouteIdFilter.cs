using Microsoft.AspNetCore.Http;
using Rooms.Contracts;

namespace Rooms.Gateway.Http;

/// <summary>An id in the path that cannot be one names nothing: not found, before any grain is asked.</summary>
internal sealed class RouteIdFilter : IEndpointFilter
{
    private static readonly (string Name, string Code)[] Ids =
    [
        ("room", ErrorCodes.RoomNotFound), ("sid", ErrorCodes.StreamNotFound), ("user", ErrorCodes.MemberNotFound), ("node", ErrorCodes.NodeNotFound),
        ("peer", ErrorCodes.MemberNotFound), ("device", ErrorCodes.DeviceNotFound), ("app", ErrorCodes.AppNotFound), ("key", ErrorCodes.KeyNotFound),
        ("file", ErrorCodes.FileNotFound),
    ];

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var values = context.HttpContext.Request.RouteValues;
        foreach (var (name, code) in Ids)
            if (values.TryGetValue(name, out var value) && !Contracts.Ids.IsValid(value as string))
                return ValueTask.FromResult<object?>(new Problem(code, Field.NoId(name)));
        return next(context);
    }
}
