using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record SeqDto([property: Description("Number of the event in the room's log.")] long Seq);
