using System.Text.Json;
using System.Text.Json.Serialization;
using Rooms.Gateway.Outgoing;

namespace Rooms.Gateway.Vetoes;

/// <summary>What a backend answers to a question: <c>{"allow": true|false, "reason"?, "replace"?}</c>.</summary>
internal sealed record VetoAnswer(bool? Allow, string? Reason, string? Replace)
{
    private const int MaxReason = 200;

    /// <summary>Null: that is no answer.</summary>
    public static Veto? TryRead(OutgoingAnswer answer)
    {
        if (!answer.IsSuccess) return null;
        try
        {
            if (JsonSerializer.Deserialize(answer.Body.Span, VetoJson.Default.VetoAnswer) is not { Allow: { } allow } said) return null;
            return new Veto(allow, said.Reason is { Length: > MaxReason } reason ? reason[..MaxReason] : said.Reason, said.Replace);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The shape of the answer.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 8)]
[JsonSerializable(typeof(VetoAnswer))]
internal sealed partial class VetoJson : JsonSerializerContext;
