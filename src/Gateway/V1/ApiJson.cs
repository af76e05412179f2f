using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Rooms.Gateway.Http;
using Rooms.Gateway.Sessions;
using Rooms.Gateway.V1.Dto;

namespace Rooms.Gateway.V1;

/// <summary>Every shape of /v1. Camel case, times with milliseconds, nothing for null; unknown members of a body are ignored.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.Strict,
    MaxDepth = 32,
    Converters = [typeof(UtcMillisecondsConverter)])]
[JsonSerializable(typeof(ProblemDto))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(TokenDto))]
[JsonSerializable(typeof(DemoSessionDto))]
[JsonSerializable(typeof(CreateRoomBody))]
[JsonSerializable(typeof(UpdateRoomBody))]
[JsonSerializable(typeof(RoomDto))]
[JsonSerializable(typeof(RoomPageDto))]
[JsonSerializable(typeof(RoomFiguresDto))]
[JsonSerializable(typeof(MembersDto))]
[JsonSerializable(typeof(SanctionBody))]
[JsonSerializable(typeof(KickBody))]
[JsonSerializable(typeof(ModerationDto))]
[JsonSerializable(typeof(CardsBody))]
[JsonSerializable(typeof(CardsDto))]
[JsonSerializable(typeof(JoinBody))]
[JsonSerializable(typeof(MemberDto))]
[JsonSerializable(typeof(LikeBody))]
[JsonSerializable(typeof(LikesDto))]
[JsonSerializable(typeof(GiftBody))]
[JsonSerializable(typeof(MessageBody))]
[JsonSerializable(typeof(HistoryDto))]
[JsonSerializable(typeof(SeqDto))]
[JsonSerializable(typeof(EventsDto))]
[JsonSerializable(typeof(AddStreamBody))]
[JsonSerializable(typeof(StreamGrantDto))]
[JsonSerializable(typeof(PlayDto))]
[JsonSerializable(typeof(BanBody))]
[JsonSerializable(typeof(StreamDto))]
[JsonSerializable(typeof(StreamsDto))]
[JsonSerializable(typeof(NodesDto))]
[JsonSerializable(typeof(UsageDto))]
[JsonSerializable(typeof(UserDto))]
[JsonSerializable(typeof(PrivateMessageBody))]
[JsonSerializable(typeof(PrivateReceiptDto))]
[JsonSerializable(typeof(ConversationsDto))]
[JsonSerializable(typeof(ReadBody))]
[JsonSerializable(typeof(BlocksDto))]
[JsonSerializable(typeof(DeviceBody))]
[JsonSerializable(typeof(DevicesBody))]
[JsonSerializable(typeof(DevicesDto))]
[JsonSerializable(typeof(ErasureDto))]
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SessionDto))]
[JsonSerializable(typeof(AppsDto))]
[JsonSerializable(typeof(CreateAppBody))]
[JsonSerializable(typeof(MadeAppDto))]
[JsonSerializable(typeof(RotateBody))]
[JsonSerializable(typeof(KeysDto))]
[JsonSerializable(typeof(CreateKeyBody))]
[JsonSerializable(typeof(MadeKeyDto))]
[JsonSerializable(typeof(AuditPageDto))]
[JsonSerializable(typeof(WebhooksDto))]
[JsonSerializable(typeof(DeadPageDto))]
[JsonSerializable(typeof(CountDto))]
[JsonSerializable(typeof(FileDto))]
[JsonSerializable(typeof(PushOrderBody))]
[JsonSerializable(typeof(PushReceiptDto))]
[JsonSerializable(typeof(PushViewDto))]
[JsonSerializable(typeof(PushStatsDto))]
[JsonSerializable(typeof(ConnectionsDto))]
[JsonSerializable(typeof(LabelsBody))]
internal sealed partial class ApiJson : JsonSerializerContext
{
    /// <summary>The framework's own options write the answers; they take the shapes from here, but none of the settings above.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.Converters.Add(new UtcMillisecondsConverter());
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        // Names in every script are sent as they are; what HTML would take for markup stays escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
    }
}
