using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PushReceiptDto(
    string Id,
    [property: Description("Users and rooms that have it; of a scheduled push: that will be sent it.")] int Accepted,
    [property: Description("Targets that refused it.")] PushFailureDto[] Failed,
    [property: Description("Connections that were sent it; absent where none was asked for.")] int? Connections = null);
