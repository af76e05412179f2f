using System.ComponentModel;

namespace Rooms.Gateway.V1.Dto;

internal sealed record ConversationsDto([property: Description("At most 500, newest first.")] ConversationDto[] Conversations);
