using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record AuditPageDto(AuditEntryDto[] Entries, [property: Description("The following call's `before`; absent at the end.")] long? Next);
