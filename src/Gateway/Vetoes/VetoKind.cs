namespace Rooms.Gateway.Vetoes;

/// <summary>What an app's backend can be asked before it happens. The names stand in configuration keys: <c>Apps:NAME:Hooks:BeforeMessage</c>.</summary>
internal enum VetoKind
{
    Publish,
    Play,
    Join,
    Message,
    Gift,
    File,
}
