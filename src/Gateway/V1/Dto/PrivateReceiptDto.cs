using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PrivateReceiptDto(
    [property: Description("Number of the message in the sender's own inbox.")] long Seq,
    [property: Description("The same in both inboxes.")] string Id);
