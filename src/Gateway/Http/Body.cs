using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rooms.Contracts;
using Rooms.Gateway.Limits;
using Rooms.Gateway.V1;

namespace Rooms.Gateway.Http;

/// <summary>A JSON body, read whole (it is bounded), and the idempotency stamp that goes with it. No body at all counts as <c>{}</c>.</summary>
internal sealed class Body<T> : IArgument
    where T : class, IBody
{
    private Body(T? value, IdempotencyStamp? stamp, Problem? refused) => (this.value, Stamp, Refused) = (value, stamp, refused);

    private readonly T? value;

    public T Value => value ?? throw new InvalidOperationException("the body was refused");

    /// <summary>Null: the client sent no Idempotency-Key.</summary>
    public IdempotencyStamp? Stamp { get; }

    public Problem? Refused { get; }

    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        var max = context.RequestServices.GetRequiredService<IOptionsMonitor<LimitsOptions>>().CurrentValue.BodyBytes;
        var read = await context.Request.BodyReader.ReadAtLeastAsync(max + 1, context.RequestAborted);
        var bytes = read.Buffer.Length > max ? null : read.Buffer.ToArray();
        context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        if (bytes is null) return Refuse(BodyLimitMiddleware.TooLarge(max));
        if (bytes.Length > 0 && !context.Request.HasJsonContentType())
            return Refuse(new Problem(ErrorTable.MediaTypeUnsupported, "send Content-Type: application/json"));
        return Parse(context, bytes);
    }

    private static Body<T> Parse(HttpContext context, byte[] bytes)
    {
        try
        {
            var type = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;
            var value = JsonSerializer.Deserialize(bytes.Length == 0 ? "{}"u8 : bytes, type);
            if (value is null) return Refuse("the body is null; wanted a JSON object");
            if (value.Fault() is { } fault) return Refuse(fault);
            return new Body<T>(value, IdempotencyStamps.Of(context, bytes), null);
        }
        catch (JsonException e)
        {
            return Refuse(Explain(e));
        }
    }

    /// <summary>The field where there is one; never the parser's own words, which name our types.</summary>
    private static string Explain(JsonException e)
    {
        var field = e.Path?.TrimStart('$').TrimStart('.');
        return string.IsNullOrEmpty(field) ? "the body is not a JSON object" : $"{field}: not of the type that is wanted, or not JSON";
    }

    private static Body<T> Refuse(string detail) => Refuse(new Problem(ErrorCodes.BodyInvalid, detail));

    private static Body<T> Refuse(Problem problem) => new(null, null, problem);
}
