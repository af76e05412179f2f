using Rooms.Contracts;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record CreateAppBody(string? Name) : IBody
{
    public string? Fault() => Ids.IsValid(Name) ? null : Field.NoId("name");
}
