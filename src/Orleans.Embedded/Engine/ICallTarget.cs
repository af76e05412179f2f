namespace Orleans.Embedded;

/// <summary>Where calls of one grain id go: an activation, the workers of a stateless grain, an observer.</summary>
internal interface ICallTarget
{
    /// <summary>False: it has ended; look for its successor.</summary>
    bool TryPost(Call call);
}

/// <summary>Who made an activation and forgets it when it ends.</summary>
internal interface IActivationOwner
{
    void Remove(Activation activation);
}
