namespace Rooms.Gateway.V1.Dto;

internal sealed record NodesDto(NodeDto[] Nodes);
