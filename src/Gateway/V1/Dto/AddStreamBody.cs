using System.ComponentModel;
using Rooms.Contracts;
using Rooms.Contracts.Rooms;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record AddStreamBody(
    string? Name,
    [property: Description("The publisher's network: a node must serve it.")] string? Isp,
    [property: Description("Preferred.")] string? Region,
    [property: Description("That node or none.")] string? Node) : IBody
{
    private const int MaxName = 200;
    private const int MaxTag = 64;

    public string? Fault()
    {
        if (Node is not null && !Ids.IsValid(Node)) return Field.NoId("node");
        return Field.TooLong("name", Name, MaxName) ?? Field.TooLong("isp", Isp, MaxTag) ?? Field.TooLong("region", Region, MaxTag);
    }

    public AddStream ToCommand() => new(Name, Isp, Region, Node);
}
