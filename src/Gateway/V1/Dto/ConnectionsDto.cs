using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ConnectionsDto([property: Description("Of the gateway process that answers; the oldest first.")] ConnectionDto[] Connections);
