namespace Rooms.Gateway.V1;

/// <summary>What a request for usage wants. <paramref name="Room"/> null: all; <paramref name="After"/> null: from the start.</summary>
internal sealed record UsageWish(IReadOnlyList<string> Apps, UsageSpan Span, string? Room, UsageCursor? After);
