using System.ComponentModel;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ReadBody([property: Description("Number in the own inbox up to which all of the peer's messages are read.")] long? Seq) : IBody
{
    public string? Fault() => Seq is null or < 0 ? "seq: wanted 0 or more" : null;
}
