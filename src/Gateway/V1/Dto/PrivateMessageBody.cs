using System.ComponentModel;
using System.Text.Json;
using Rooms.Contracts;
using Rooms.Contracts.Users;
using Rooms.Gateway.Http;

namespace Rooms.Gateway.V1.Dto;

internal sealed record PrivateMessageBody(
    [property: Description("Default: text.")] string? Type,
    string? Text,
    [property: Description("Any JSON.")] JsonElement? Data,
    [property: Description("Admin and backend: who sends it. Default: the caller.")] string? From) : IBody
{
    public string? Fault() => From is not null && !Ids.IsValid(From) ? Field.NoId("from") : new MessageBody(Type, Text, Data).Fault();

    public SendPrivate ToCommand(string to) => new(to, Type ?? "text", Text, RoomFields.Json(Data));
}
