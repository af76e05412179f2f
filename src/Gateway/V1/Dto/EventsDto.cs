using System.ComponentModel;
using Rooms.Contracts.Rooms;

namespace Rooms.Gateway.V1.Dto;

internal sealed record EventsDto(EventDto[] Events, [property: Description("Ask for what comes after this number.")] long Next)
{
    public static EventsDto From(EventPage page) => new([.. page.Events.Select(EventDto.From)], page.Next);
}
