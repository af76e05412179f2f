namespace Rooms.Gateway.Vetoes;

/// <summary>What a backend that does not answer means.</summary>
internal enum HookFailure
{
    Allow,
    Deny,
}
