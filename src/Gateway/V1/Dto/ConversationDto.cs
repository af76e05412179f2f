using System.ComponentModel;
using Rooms.Contracts.Users;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ConversationDto(
    string Peer,
    [property: Description("Messages from the peer that are kept and not read.")] int Unread,
    [property: Description("Read up to this number.")] long Read,
    [property: Description("Number of the newest message, from either side.")] long LastSeq,
    DateTimeOffset LastAt,
    MessagePreviewDto? Last)
{
    public static ConversationDto From(ConversationView view) =>
        new(view.Peer, view.Unread, view.Read, view.LastSeq, view.LastAt, view.Last is { } last ? new MessagePreviewDto(last.Id, last.From, last.Type, last.Text) : null);
}
