using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts.Relays;

namespace Rooms.Gateway.V1.Dto;

internal sealed record NodeDto(
    string Id,
    string[] Isps,
    string[] Regions,
    [property: Description("Cores in use.")] double Load,
    int Streams,
    int Viewers,
    [property: Description("connected, draining or lost.")] string State,
    long BitsInPerSecond,
    long BitsOutPerSecond)
{
    public static NodeDto From(RelayNodeView view) => new(
        view.Node.Id, [.. view.Node.Isps], [.. view.Node.Regions], view.Load.Cpu, view.Load.Streams, view.Load.Viewers,
        JsonNamingPolicy.CamelCase.ConvertName(view.State.ToString()), view.Load.BitsInPerSecond, view.Load.BitsOutPerSecond);
}
