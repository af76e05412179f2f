using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record DeadPageDto(DeadEventDto[] Events, [property: Description("The following call's `cursor`; absent at the end.")] long? Next);
